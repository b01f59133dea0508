import { jest } from '@jest/globals';

// Terraform and Terragrunt take minutes; Jest hears a project's own limit in no other way.
jest.setTimeout(20 * 60_000);
