import type { ScanRequest } from '../../src/scan/index.ts';

export const LEVELS: ScanRequest['levels'] = {
  'source-uses-entra': 'error',
  'iac-keys-disabled': 'error',
  'iac-connections-use-entra': 'error',
};
