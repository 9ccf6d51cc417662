import type { PlanSettings } from '../domain/settings.ts';
import type { Plan } from '../plan/step.ts';
import type { Ports } from './ports.ts';

export interface EnforceRequest {
  readonly plan: Plan;
  readonly options: PlanSettings;
  readonly propagationTimeoutMs: number;
  readonly ports: Ports;
}
