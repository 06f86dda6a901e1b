import { CreateAccounts1763800000000 } from './1763800000000-create-accounts.js';

/** All migrations, oldest first. Never edit one that has landed: add the next. */
export const migrations = [CreateAccounts1763800000000];
