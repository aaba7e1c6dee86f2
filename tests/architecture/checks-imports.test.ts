import { expect, test } from 'vitest';
import { violations } from './rules.ts';

test("a lesson's checks import what they are written with, contracts, the composer, and files beside them", () => {
  const text = [
    "import { check } from '../../../src/sandbox/checks/api.ts';",
    "import { clock } from '../../../sandbox-server/topics/clock/contract.ts';",
    "import { addressOf } from '../../../src/composer/composition.ts';",
    "import { cases } from './cases.ts';",
    "import { tabControl } from '../../../src/sandbox/wire/tab-control.ts';",
    "import { follow } from './solution/follow.ts';",
    "import 'zod';",
  ];
  const tree = new Map([['content/lessons/01-dilemma/checks.ts', text.join('\n')]]);
  expect(violations(tree)).toEqual(
    ['../../../src/sandbox/wire/tab-control.ts', './solution/follow.ts', 'zod'].map(
      (specifier, index) =>
        `content/lessons/01-dilemma/checks.ts:${index + 5} imports "${specifier}". A lesson's checks import src/sandbox/checks/api.ts, contracts, the composer, and files of their lesson apart from the solution.`,
    ),
  );
});
