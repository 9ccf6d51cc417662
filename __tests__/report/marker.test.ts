import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { GitHubEvent } from '../../src/domain/event.ts';
import { marker } from '../../src/report/marker.ts';
import { text } from '../../src/report/escape.ts';
import { event } from './samples.ts';

const of = (changes: Partial<GitHubEvent>): string => marker('comment', { ...event, ...changes });

describe('the marker of a comment', () => {
  it('names workflow, job and matrix leg', () => {
    expect(of({ matrix: '{"shard":"1/2"}' })).toBe(
      '<!-- foundry-entra-gate:comment workflow=.github%2Fworkflows%2Fgate.yml job=gate matrix=%7B%22shard%22%3A%221%2F2%22%7D -->',
    );
  });

  it.each([
    ['workflow', { workflowFile: '.github/workflows/other.yml' }],
    ['job', { job: 'other' }],
    ['matrix leg', { matrix: '{"shard":1}' }],
  ])('differs by %s', (_, changes) => {
    expect(of(changes)).not.toBe(of({}));
  });

  it('is the same for the same leg, however the runner wrote it', () => {
    expect(of({ matrix: '{\n  "b": 1,\n  "a": {"d": 2, "c": 3}\n}' })).toBe(
      of({ matrix: '{"a":{"c":3,"d":2},"b":1}' }),
    );
    expect(of({ matrix: 'null' })).toBe(of({ matrix: '' }));
  });

  it('is one hidden comment whatever the names are, and untrusted text cannot make one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (job, matrix) => {
        const mark = of({ job, matrix });
        expect(mark).toMatch(/^<!-- [A-Za-z0-9 :=%._+-]+ -->$/);
        expect(mark.slice(4, -3)).not.toMatch(/--|>/);
        expect(mark.length).toBeLessThan(1200);
        expect(text(mark)).not.toContain('<!--');
      }),
    );
  });
});
