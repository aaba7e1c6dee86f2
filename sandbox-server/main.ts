import { networkInterfaces } from 'node:os';
import { startDuplex } from './duplex.ts';
import { helpText, readOptions, UsageError } from './options.ts';

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === null) {
    process.stdout.write(helpText());
  } else {
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
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\nSee --help.`);
  process.exitCode = 2;
}

/** This machine's own IPv4 addresses on its networks. */
function addresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
