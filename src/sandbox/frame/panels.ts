/**
 * The panels of a sandbox. A further panel is an entry here and its content in `Workbench.tsx`:
 * on a narrow screen each is a tab; on a wide one, panels that share a place are. Browser-safe.
 */

export const panels = [
  { name: 'Code', place: 'start' },
  { name: 'Preview', place: 'top' },
  { name: 'Console', place: 'bottom' },
  { name: 'Wire', place: 'bottom' },
  { name: 'Faults', place: 'bottom' },
  { name: 'Checks', place: 'bottom' },
] as const;

export type PanelName = (typeof panels)[number]['name'];
/** Only some sandboxes have it. */
type OptionalPanel = 'Checks';

/** Something for each panel that a sandbox has. */
export type ForPanels<Value> = Readonly<
  Record<Exclude<PanelName, OptionalPanel>, Value> & Partial<Record<OptionalPanel, Value>>
>;

export type Place = (typeof panels)[number]['place'];

export const places: readonly Place[] = [...new Set(panels.map(({ place }) => place))];

/** Which panel is in front in each place, and which place is shown when only one is. */
export interface Arrangement {
  front: Readonly<Record<Place, PanelName>>;
  active: Place;
}

export const firstArrangement: Arrangement = {
  front: { start: 'Code', top: 'Preview', bottom: 'Console' },
  active: 'start',
};

function placeOf(panel: PanelName): Place {
  return panels.find(({ name }) => name === panel)?.place ?? 'start';
}

export function bringToFront({ front }: Arrangement, panel: PanelName): Arrangement {
  const place = placeOf(panel);
  return { front: { ...front, [place]: panel }, active: place };
}
