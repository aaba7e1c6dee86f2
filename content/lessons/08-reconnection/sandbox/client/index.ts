import { follow } from './follow.ts';
import { createPage } from './page.ts';

const page = createPage();
page.onStop(follow(page));
