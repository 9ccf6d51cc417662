import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { followReadme, type Journey } from '../../scripts/follow-readme.ts';

describe.each(['app', 'managed'] as const)(
  'whoever follows the README from an empty folder, with an identity of the kind %s,',
  (kind) => {
    let journey: (Journey & AsyncDisposable) | undefined;
    let transcript = '';
    beforeAll(async () => {
      journey = await followReadme(kind, (text) => (transcript += text));
    }, 240_000);
    afterAll(async () => {
      await journey?.[Symbol.asyncDispose]();
    });
    const went = (): Journey => {
      if (!journey) throw new Error(transcript);
      return journey;
    };

    it('meets no command that fails', () => {
      expect({ code: went().code, transcript }).toEqual({ code: 0, transcript });
    });

    it('has an identity that reads all that the rules ask, and writes nothing', () => {
      const [gate] = went().before;
      expect(gate?.result.outputs).toMatchObject({ compliant: 'false', unknown: '0' });
      expect(gate?.result.code).toBe(1);
      const { sandbox, vars } = went();
      const checks = sandbox.world.servicePrincipals.find(
        ({ appId }) => appId === vars.AZURE_CLIENT_ID,
      );
      expect(checks).toBeDefined();
      const writes = sandbox.log.filter(({ service, write }) => service === 'arm' && write);
      expect(writes.filter(({ caller }) => caller === checks?.id)).toEqual([]);
    });

    it('turns keys off by a plan that the second identity makes as it was approved', () => {
      const [plan, enforce] = went().keysOff;
      expect([plan?.result.code, enforce?.result.code]).toEqual([0, 0]);
      expect(enforce?.inputs['approved-plan']).toBe(plan?.result.outputs['plan-digest']);
      expect(went().sandbox.world.accounts[0]?.properties.disableLocalAuth).toBe(true);
    });

    it('ends at a green gate', () => {
      const [gate] = went().after;
      expect(gate?.result.outputs).toMatchObject({ compliant: 'true', errors: '0', unknown: '0' });
      expect(gate?.result.code).toBe(0);
      expect(went().sandbox.secrets.foundIn(transcript)).toEqual([]);
    });
  },
);
