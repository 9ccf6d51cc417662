import { describe, expect, it } from '@jest/globals';
import { mistakes } from '../../scripts/docs.ts';

describe('the pages', () => {
  it('have current tables, working links and anchors, a page and a row for each rule, and usable roles', async () => {
    expect(await mistakes()).toEqual([]);
  });
});
