import { networkInterfaces } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { checkOptions, explainListening } from './check-options.ts';
import { startDuplex } from './duplex.ts';
import { helpText, readOptions, UsageError } from './options.ts';

// Thousands of connections that open at once survive a collection, and V8 answers by growing its nursery for good,
// by as much as 8 KB a connection; what is allocated later, a few objects an event, fits the nursery as it starts.
setFlagsFromString('--semi-space-growth-factor=1');

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === null) {
    process.stdout.write(helpText());
  } else {
    checkOptions(options);
    const duplex = await startDuplex(options);
    const { site, runner, live } = duplex.urls;
    console.log(`Duplex is ready.\n  site    ${site}\n  runner  ${runner}\n  live    ${live}`);
    if (options.host === '0.0.0.0' || options.host === '::') {
      for (const address of addresses()) {
        console.log(`  from other devices: ${site.replace('localhost', address)}`);
      }
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        void duplex.close().then(() => process.exit(0));
      });
    }
  }
} catch (thrown) {
  const error = explainListening(thrown);
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\nSee --help.`);
  // The origins that could be opened are open.
  process.exit(2);
}

/** This machine's own IPv4 addresses on its networks. */
function addresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
