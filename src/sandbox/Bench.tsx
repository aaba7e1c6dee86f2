/** The parts of a sandbox, wired to each other. Browser-safe. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { EditsStorage } from './allowed-storage.ts';
import { ChecksBadge } from './checks/ChecksBadge.tsx';
import { useChecks } from './checks/use-checks.ts';
import { CodeBody } from './code/CodeBody.tsx';
import { CodeHead } from './code/CodeHead.tsx';
import { useCode } from './code/use-code.ts';
import { Console } from './console/Console.tsx';
import { Problems } from './console/Problems.tsx';
import { idPrefixOf, type SandboxDescription } from './description.ts';
import type { Place } from './editor/reveal.ts';
import { sayFaults } from './faults/fault-names.ts';
import { Actions } from './frame/Actions.tsx';
import { Corner } from './frame/Corner.tsx';
import { Frame } from './frame/Frame.tsx';
import { fetchedLater } from './frame/fetched-later.tsx';
import { LazyPanel } from './frame/LazyPanel.tsx';
import { Readout } from './frame/Readout.tsx';
import { useFocusBack } from './frame/use-focus-back.ts';
import { useFullScreen } from './frame/use-full-screen.ts';
import { useNarrow } from './frame/use-narrow.ts';
import { usePanels } from './frame/use-panels.ts';
import { Preview } from './preview/Preview.tsx';
import { announcementOf } from './run/announcement.ts';
import { useRun } from './run/use-run.ts';
import { useRunKey } from './run/use-run-key.ts';
import { MoreMenu } from './share/MoreMenu.tsx';
import { showShortcuts } from './shortcuts.ts';
import { useActiveFaults } from './wire/tab-control.ts';

const ChecksPanel = fetchedLater(() => import('./checks/ChecksPanel.tsx'));
const FaultsPanel = fetchedLater(() => import('./faults/FaultsPanel.tsx'));
const WirePanel = fetchedLater(() => import('./wire/WirePanel.tsx'));

interface BenchProps {
  description: SandboxDescription;
  storage: EditsStorage | undefined;
}

export function Bench({ description, storage }: BenchProps) {
  const idPrefix = idPrefixOf(description.key);
  const box = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(box);
  const { arrangement, opened, select } = usePanels();
  const [ranSolution, setRanSolution] = useState(false);
  const [place, setPlace] = useState<Place>();
  const code = useCode(description, storage);
  const { control, state, frame } = useRun(description);
  const [isFull, toggleFullScreen] = useFullScreen(box);
  useFocusBack(state.focusTaken, frame);

  // Also while another panel is in front: a reader who comes back wants to see what crossed meanwhile.
  const faults = sayFaults(
    useActiveFaults(opened.some((one) => one === 'Wire' || one === 'Faults')),
  );

  const recorded = state.phase === 'no-server' ? description.recording : undefined;
  useEffect(() => {
    // On a narrow screen it would hide what is said about the server.
    if (recorded && !narrow) select('Wire');
  }, [recorded, narrow, select]);

  const run = (): void => {
    const wasInCode = document.activeElement?.closest('.code-files') !== null;
    setRanSolution(code.showsSolution);
    void control.start(code.files);
    if (!narrow) return;
    flushSync(() => select('Preview'));
    // The editor is hidden now and cannot keep the focus.
    if (wasInCode) document.getElementById(`${idPrefix}-tab-Preview`)?.focus();
  };

  const checks = useChecks();
  const check = (): void => {
    setRanSolution(code.showsSolution);
    const wasInCode = document.activeElement?.closest('.code-files') !== null;
    checks.ask();
    flushSync(() => select('Checks'));
    // The editor is hidden now and cannot keep the focus.
    if (narrow && wasInCode) document.getElementById(`${idPrefix}-tab-Checks`)?.focus();
  };

  const latest = useRef({ code, ranSolution });
  latest.current = { code, ranSolution };
  const keys = { run, check: description.checks && check };
  const latestKeys = useRef(keys);
  latestKeys.current = keys;
  useRunKey(box, latestKeys);

  const edit = useCallback(
    (path: string, text: string): void => {
      latest.current.code.edit(path, text);
      control.edited(path);
    },
    [control],
  );
  const leave = useCallback(
    () => box.current?.querySelector<HTMLElement>('.code-status')?.focus(),
    [],
  );
  /** Into the editor, when it is there. */
  const enter = (): void => {
    requestAnimationFrame(() => {
      const file = box.current?.querySelector('.code-file:not([hidden])');
      file?.querySelector<HTMLElement>('.cm-content, textarea')?.focus();
    });
  };
  const reveal = useCallback(
    (target: Place): void => {
      latest.current.code.compare(latest.current.ranSolution ? 'solution' : undefined);
      latest.current.code.open(target.path);
      select('Code');
      setPlace({ ...target });
    },
    [select],
  );

  const isRunning = state.phase === 'running' || state.phase === 'starting';
  const problems = state.lines.filter(({ method }) => method === 'error').length;

  return (
    <div className="sandbox-box" ref={box}>
      <Frame
        idPrefix={idPrefix}
        title={description.title}
        readout={<Readout phase={state.phase} connections={state.connections} faults={faults} />}
        actions={
          <Actions
            hasSolution={Object.keys(description.solution).length > 0}
            hasChecks={description.checks !== undefined}
            hasPlug={description.plug === true}
            handlers={{
              run,
              check,
              stop: control.stop,
              reset: () => {
                code.reset();
                select('Code');
              },
              toggleSolution: () => {
                code.compare(code.showsSolution ? undefined : 'solution');
                select('Code');
              },
            }}
            canStop={isRunning}
            canReset={code.compared !== undefined || code.changed.length > 0}
            showsSolution={code.showsSolution}
            more={
              <MoreMenu
                idPrefix={idPrefix}
                code={() => ({
                  key: description.linkKey ?? description.key,
                  title: description.title,
                  files: latest.current.code.files,
                })}
              />
            }
          />
        }
        corner={<Corner isFull={isFull} handlers={{ toggleFullScreen, showShortcuts }} />}
        contents={{
          Code: {
            head: (
              <CodeHead
                idPrefix={idPrefix}
                code={code}
                arrangeable={description.arrangeable === true}
                onNew={enter}
              />
            ),
            body: (
              <CodeBody
                idPrefix={idPrefix}
                code={code}
                readOnly={description.readOnly}
                source={description.source ?? 'lesson'}
                errors={state.errors}
                ranSolution={ranSolution}
                place={place}
                onEdit={edit}
                onLeave={leave}
              />
            ),
          },
          Preview: {
            body: (
              <Preview
                title={description.title}
                frame={frame}
                state={state}
                faults={faults}
                hasRecording={description.recording !== undefined}
              />
            ),
          },
          Console: {
            badge: problems > 0 && <Problems count={problems} />,
            body: <Console lines={state.lines} dropped={state.dropped} onReveal={reveal} />,
          },
          Wire: {
            body: (
              <LazyPanel opened={opened.includes('Wire')}>
                <WirePanel idPrefix={idPrefix} reveal={checks.record} recorded={recorded} />
              </LazyPanel>
            ),
          },
          Faults: {
            body: (
              <LazyPanel opened={opened.includes('Faults')}>
                <FaultsPanel idPrefix={idPrefix} offered={description.faults} />
              </LazyPanel>
            ),
          },
          ...(description.checks && {
            Checks: {
              badge: <ChecksBadge verdict={checks.verdict} />,
              body: (
                <LazyPanel opened={opened.includes('Checks')}>
                  <ChecksPanel
                    idPrefix={idPrefix}
                    checked={{ key: description.key, words: description.checks }}
                    code={{ files: code.files, isSolution: code.showsSolution }}
                    asked={checks.asked}
                    control={control}
                    onVerdict={checks.take}
                    onRecord={(number) => {
                      select('Wire');
                      checks.showRecord(number);
                    }}
                  />
                </LazyPanel>
              ),
            },
          }),
        }}
        arrangement={arrangement}
        narrow={narrow}
        comparing={code.compared !== undefined}
        onSelect={select}
      />
      <p className="sandbox-hidden" role="status">
        {checks.isChecking ? '' : announcementOf(state)}
      </p>
    </div>
  );
}
