/** Leads on from an exercise that is solved. Browser-safe. */
import { useLayoutEffect, useRef, useState } from 'react';
import { type WayOn, wayOnFrom } from './way-on.ts';

export function WayOnLink() {
  const place = useRef<HTMLSpanElement>(null);
  const [way, setWay] = useState<WayOn>();
  useLayoutEffect(() => setWay(place.current ? wayOnFrom(place.current) : undefined), []);
  return (
    <span className="checks-on" ref={place}>
      {way && <a href={way.address}>{way.words}</a>}
    </span>
  );
}
