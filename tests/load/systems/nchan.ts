/**
 * Nchan, from Debian's `nginx` and `libnginx-mod-nchan`, set up to be as fast as we know how.
 *
 * - It runs twice, with one worker process and with as many as there are processors, each measured
 *   in every round: which is faster depends on the machine, and it is judged by the better one.
 * - `reuseport` spreads connections evenly over the workers.
 * - Logs are off, connections are kept alive without end, nothing is compressed or authorised.
 * - Messages stay in a buffer that is long enough for the slowest reader of this bench; its length
 *   made no difference to the speed between 100 and 10,000.
 * - Pings and subscriber timeouts are off, as nothing here is idle for long.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, Transport } from '../job.ts';
import { proportionalMemory, withChildren } from '../processes/proc.ts';
import { accepts } from '../processes/ready.ts';
import type { PortRange, RunningSystem, System } from './system.ts';

const nginx = '/usr/sbin/nginx';
const nchanModule = '/usr/lib/nginx/modules/ngx_nchan_module.so';

function configuration(port: number, workers: '1' | 'auto'): string {
  return `
load_module ${nchanModule};
daemon off;
worker_processes ${workers};
worker_rlimit_nofile 20000;
pid nginx.pid;
events { worker_connections 19000; multi_accept on; }
http {
  access_log off;
  keepalive_requests 100000000;
  keepalive_timeout 1h;
  tcp_nodelay on;
  nchan_shared_memory_size 256m;
  server {
    listen 127.0.0.1:${port} backlog=4096 reuseport;
    location ~ ^/publish/(.+)$ {
      nchan_publisher http;
      nchan_channel_id $1;
      nchan_message_buffer_length 1000;
      nchan_message_timeout 1m;
    }
    location ~ ^/follow/(.+)$ {
      nchan_subscriber eventsource websocket;
      nchan_channel_id $1;
      nchan_subscriber_first_message newest;
      nchan_subscriber_timeout 0;
      nchan_websocket_ping_interval 0;
      nchan_eventsource_ping_interval 0;
    }
  }
}
`;
}

async function start(ports: PortRange, workers: '1' | 'auto'): Promise<RunningSystem> {
  const port = await ports.take(1);
  const directory = await mkdtemp(join(tmpdir(), 'bench-nchan-'));
  const file = join(directory, 'nginx.conf');
  const errors = join(directory, 'error.log');
  await writeFile(file, configuration(port, workers));
  const child = spawn(nginx, ['-p', directory, '-c', file, '-e', errors], { stdio: 'ignore' });
  const endWithUs = () => {
    child.kill('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
  };
  process.on('exit', endWithUs);
  const ended = once(child, 'exit').then(async ([code]) => {
    throw new Error(`nginx ended with code ${code}:\n${await readFile(errors, 'utf8')}`);
  });
  ended.catch(() => undefined);
  await Promise.race([accepts(port), ended]);
  const pids = await withChildren(child.pid ?? 0);
  let channels = 0;
  return {
    pids: () => pids,
    memory: async () => ({ resident: await proportionalMemory(pids) }),
    channel: async (transport: Transport): Promise<Channel> => {
      const name = `bench${++channels}`;
      return {
        transport,
        subscribe: { port, path: `/follow/${name}` },
        publish: { port, path: `/publish/${name}`, around: ['', ''] },
      };
    },
    stop: async () => {
      process.off('exit', endWithUs);
      child.kill('SIGTERM');
      await ended.catch(() => undefined);
      await rm(directory, { recursive: true });
    },
  };
}

async function missing(): Promise<string | undefined> {
  try {
    await Promise.all([access(nginx), access(nchanModule)]);
    return undefined;
  } catch {
    return `${nginx} and ${nchanModule} are not both here; on Debian, install nginx and libnginx-mod-nchan`;
  }
}

function nchan(name: string, workers: '1' | 'auto'): System {
  return { name, transports: ['sse', 'ws'], missing, start: (ports) => start(ports, workers) };
}

export const nchanSingle = nchan('Nchan, 1 worker', '1');
export const nchanAuto = nchan('Nchan, auto workers', 'auto');
