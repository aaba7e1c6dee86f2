/** Each fault in words: where it happens, and what to predict before it is switched on. Browser-safe. */
import type { FaultName } from '../../../sandbox-server/wire/fault-requests.ts';

export interface FaultText {
  /** Where it happens in real networks. */
  where: string;
  /** A question to answer before looking. */
  predict: string;
}

export const faultTexts: Readonly<Record<FaultName, FaultText>> = {
  cut: {
    where:
      'A process crashes, a firewall has forgotten the connection and resets it, a load balancer gives up.',
    predict: 'Which of your streams comes back by itself, and what does it ask for first?',
  },
  freeze: {
    where:
      'A cable is pulled, a laptop sleeps, a phone enters a tunnel: no byte gets through, and neither side is told.',
    predict: 'How long does your page say that it is connected?',
  },
  delay: {
    where: 'A server on another continent, a satellite: every byte takes longer, each way.',
    predict: 'How many round trips until the first event, on each transport?',
  },
  jitter: {
    where:
      'Mobile networks and busy Wi-Fi: some bytes take longer than others, and TCP keeps them in order.',
    predict: 'Do events change places, or do they come in bursts?',
  },
  throttle: {
    where: 'A slow mobile line, a plan whose data are used up.',
    predict: 'Which is late first: the event that you wait for, or those behind it?',
  },
  truncate: {
    where: 'A process is killed while it writes: the last event or frame stops halfway.',
    predict: 'Does your code ever see the half that came?',
  },
  buffer: {
    where: 'A proxy that collects a response before it hands it on, as nginx does by default.',
    predict: 'When does the first event arrive, and does the WebSocket notice?',
  },
  'idle-timeout': {
    where: 'Load balancers close connections on which nothing happens, often after a minute.',
    predict: 'Does your stream survive a quiet hour, and what keeps it open?',
  },
  'strip-upgrade': {
    where:
      'A company’s proxy that knows HTTP and no WebSocket removes the header Upgrade, as it may.',
    predict: 'What does the server answer to a handshake without it, and what does SSE notice?',
  },
  refuse: {
    where: 'Too many clients, a server that is overloaded, a gateway whose server is away.',
    predict: 'Which clients try again after such an answer, and when?',
  },
  restart: {
    where: 'Every deployment: connections are said goodbye to, and for a while nobody answers.',
    predict: 'How many attempts do all clients of a room make in the first second?',
  },
  'wrong-content-type': {
    where: 'A login page or an error page comes in place of the stream, with status 200.',
    predict: 'Does an EventSource try again after that?',
  },
  'no-content': {
    where: 'A server that wants its clients to stop asking answers 204.',
    predict: 'What is readyState afterwards, and does it ever change?',
  },
};
