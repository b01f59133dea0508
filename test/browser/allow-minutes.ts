import { jest } from '@jest/globals';

// A busy machine lets a browser wait; Jest hears a project's own limit in no other way.
jest.setTimeout(120_000);
