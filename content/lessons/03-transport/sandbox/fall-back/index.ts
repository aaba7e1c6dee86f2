import { follow } from './follow.ts';
import { createPage } from './page.ts';

follow(createPage());
