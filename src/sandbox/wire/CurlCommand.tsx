/** The wire as a terminal shows it. Browser-safe. */
import { useEffect, useRef, useState } from 'react';
import { copyTextOf } from '../share/copy.ts';
import { tabSpaces } from '../tab-space.ts';

export function CurlCommand() {
  const [id, setId] = useState<string>();
  const [isAway, setIsAway] = useState(false);
  const [copied, setCopied] = useState('Copy');
  const command = useRef<HTMLPreElement>(null);
  const copy = async (): Promise<void> => {
    if (!command.current) return;
    setCopied((await copyTextOf(command.current)) ? 'Copied' : 'Selected');
  };
  useEffect(() => {
    let isHere = true;
    const take = (space: { id: string }): void => {
      if (isHere) setId(space.id);
    };
    tabSpaces.space().then(take, () => setIsAway(true));
    const unsubscribe = tabSpaces.subscribe(take);
    return () => {
      isHere = false;
      unsubscribe();
    };
  }, []);
  return (
    <div className="wire-curl">
      <p>The same records in a terminal, as an event stream:</p>
      <div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard */}
        <pre tabIndex={0} ref={command}>
          {id
            ? `curl -N ${location.origin}/api/spaces/${id}/wire`
            : isAway
              ? 'The live server does not answer.'
              : 'Connecting'}
        </pre>
        <button
          type="button"
          aria-disabled={id === undefined}
          onClick={() => {
            if (id !== undefined) void copy();
          }}
        >
          {copied}
        </button>
      </div>
    </div>
  );
}
