import { jest } from '@jest/globals';

declare const allowedMinutes: number;

// How long a test may take in this project; Jest hears a project's own limit in no other way.
jest.setTimeout(allowedMinutes * 60_000);
