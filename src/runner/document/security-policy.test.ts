import { expect, test } from 'vitest';
import { policyForBase, securityPolicy } from './security-policy.ts';

test('a run connects to its live origin alone', () => {
  const policy = policyForBase('http://192.168.1.20:4323/s/space/', 'http://192.168.1.20:4324');
  expect(policy).toContain('script-src http://192.168.1.20:4324 blob: ');
  expect(policy).toContain('connect-src http://192.168.1.20:4323 ws://192.168.1.20:4323; ');
  expect(policy).toContain('base-uri http://192.168.1.20:4323; ');
  expect(policyForBase('https://live.example.org/s/a/', 'https://run.example.org')).toContain(
    'connect-src https://live.example.org wss://live.example.org; ',
  );
});

test('everything that is not named is refused, and the server can add a directive', () => {
  const policy = securityPolicy('{live}', '{live-ws}');
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).not.toMatch(/;$|unsafe-eval|\*/);
});
