/** The wire as a terminal shows it. Browser-safe. */
import { useEffect, useState } from 'react';
import { tabSpaces } from '../tab-space.ts';

export function CurlCommand() {
  const [id, setId] = useState<string>();
  const [isAway, setIsAway] = useState(false);
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard */}
      <pre tabIndex={0}>
        {id
          ? `curl -N ${location.origin}/api/spaces/${id}/wire`
          : isAway
            ? 'The live server does not answer.'
            : 'Connecting'}
      </pre>
    </div>
  );
}
