/**
 * The box of a sandbox: title, readout, buttons and panels. Rendered when the site is built, around code that can be read,
 * and again by the workbench: so nothing moves when the editor arrives. Browser-safe.
 */
import { type ReactNode, useRef } from 'react';
import { type Arrangement, type ForPanels, type PanelName, panels, places } from './panels.ts';
import { Separators } from './Separators.tsx';
import { Tabs } from './Tabs.tsx';

export interface PanelContent {
  /** What stands in the panel's first row; by default its name. */
  head?: ReactNode;
  body: ReactNode;
  /** Shown behind the panel's name where the panel is a tab. */
  badge?: ReactNode;
}

interface FrameProps {
  idPrefix: string;
  title: string;
  readout: ReactNode;
  actions: ReactNode;
  corner: ReactNode;
  contents: ForPanels<PanelContent>;
  arrangement: Arrangement;
  /** Whether there is room for one panel only. */
  narrow: boolean;
  /** Whether two versions of the code need the room of the preview. */
  comparing: boolean;
  /** Undefined while nothing can be chosen yet. */
  onSelect: ((panel: PanelName) => void) | undefined;
}

export function Frame(props: FrameProps) {
  const { idPrefix, title, readout, actions, corner, contents, arrangement } = props;
  const { narrow, comparing, onSelect } = props;
  const panes = useRef<HTMLDivElement>(null);
  const shown = arrangement.front[arrangement.active];
  const select = onSelect && ((id: string) => onSelect(id as PanelName));
  const tabsOf = (names: readonly PanelName[]) =>
    names.map((name) => ({ id: name, label: name, badge: contents[name]?.badge }));
  const present = panels.filter(({ name }) => contents[name]);

  return (
    <section className="sandbox" aria-labelledby={`${idPrefix}-title`}>
      <header className="sandbox-head">
        <p className="sandbox-title" id={`${idPrefix}-title`}>
          {title}
        </p>
        {readout}
        {corner}
      </header>
      <div className="sandbox-actions">{actions}</div>
      <Tabs
        className="sandbox-panel-tabs"
        label="Panels"
        tabs={tabsOf(present.map(({ name }) => name))}
        active={shown}
        idPrefix={`${idPrefix}-tab-`}
        panelPrefix={`${idPrefix}-panel-`}
        onSelect={select}
      />
      <div
        className="sandbox-panes"
        ref={panes}
        data-bottom={arrangement.front.bottom}
        data-comparing={comparing}
      >
        {places.map((place) => {
          const here = present.filter((panel) => panel.place === place).map(({ name }) => name);
          const front = arrangement.front[place];
          const shared = here.length > 1;
          return (
            <div className="sandbox-place" data-place={place} key={place}>
              {shared && (
                <Tabs
                  className="sandbox-place-tabs"
                  label="Panels"
                  tabs={tabsOf(here)}
                  active={front}
                  idPrefix={`${idPrefix}-${place}-`}
                  panelPrefix={`${idPrefix}-panel-`}
                  onSelect={select}
                />
              )}
              {here.map((name) => {
                const tab = `${idPrefix}-${narrow ? 'tab' : place}-${name}`;
                const isTab = narrow || shared;
                return (
                  <div
                    className="sandbox-panel"
                    id={`${idPrefix}-panel-${name}`}
                    key={name}
                    data-front={name === front}
                    data-shown={name === shown}
                    {...(isTab && { role: 'tabpanel', 'aria-labelledby': tab })}
                  >
                    <section aria-label={name}>
                      {contents[name]?.head ?? <p className="sandbox-panel-name">{name}</p>}
                      {contents[name]?.body}
                    </section>
                  </div>
                );
              })}
            </div>
          );
        })}
        {onSelect && (
          <Separators
            panes={panes}
            codeId={`${idPrefix}-panel-Code`}
            lowerId={`${idPrefix}-panel-${arrangement.front.bottom}`}
          />
        )}
      </div>
    </section>
  );
}
