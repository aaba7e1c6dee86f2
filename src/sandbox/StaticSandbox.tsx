/** A sandbox as it is before the workbench arrives, and stays without JavaScript. Runs when the site is built. */
import { CodeFile, FileTabs } from './code/CodePanel.tsx';
import { linesOf } from './code/static-code.ts';
import { Console } from './console/Console.tsx';
import { idPrefixOf, type SandboxDescription } from './description.ts';
import { Actions } from './frame/Actions.tsx';
import { Corner } from './frame/Corner.tsx';
import { Frame } from './frame/Frame.tsx';
import { firstArrangement } from './frame/panels.ts';
import { Readout } from './frame/Readout.tsx';
import { PreviewMessage } from './preview/Preview.tsx';
import { MoreMenu } from './share/MoreMenu.tsx';

export function StaticSandbox({ description }: { description: SandboxDescription }) {
  const { key, title, files, solution, open } = description;
  const idPrefix = idPrefixOf(key);
  return (
    <Frame
      idPrefix={idPrefix}
      title={title}
      readout={<Readout phase="idle" connections={[]} faults="" />}
      actions={
        <Actions
          hasSolution={Object.keys(solution).length > 0}
          hasChecks={description.checks !== undefined}
          hasPlug={description.plug === true}
          handlers={undefined}
          canStop={false}
          canReset={false}
          showsSolution={false}
          more={<MoreMenu idPrefix={idPrefix} code={undefined} />}
        />
      }
      corner={<Corner isFull={false} handlers={undefined} />}
      contents={{
        Code: {
          head: (
            <FileTabs
              idPrefix={idPrefix}
              paths={Object.keys(files)}
              active={open}
              marked={[]}
              mark=""
              onSelect={undefined}
            />
          ),
          body: (
            <>
              <div className="code-files">
                {Object.entries(files).map(([path, code]) => (
                  <CodeFile key={path} idPrefix={idPrefix} path={path} shown={path === open}>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard */}
                    <pre className="code-static" tabIndex={0}>
                      <code
                        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by `linesOf`, which escapes
                        dangerouslySetInnerHTML={{ __html: linesOf(path, code, path === open) }}
                      />
                    </pre>
                  </CodeFile>
                ))}
              </div>
              <p className="code-status">
                <noscript>Editing and running need JavaScript. This is the code to read.</noscript>
              </p>
            </>
          ),
        },
        Preview: {
          body: (
            <div className="preview">
              <PreviewMessage phase="idle" problem={undefined} />
            </div>
          ),
        },
        Console: { body: <Console lines={[]} dropped={0} onReveal={() => {}} /> },
        Wire: { body: null },
        Faults: { body: null },
        ...(description.checks && { Checks: { body: null } }),
      }}
      arrangement={firstArrangement}
      narrow={false}
      comparing={false}
      onSelect={undefined}
    />
  );
}
