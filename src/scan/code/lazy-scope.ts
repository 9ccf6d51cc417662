import type { Binding, Scope } from './program.ts';

/** A scope whose parameters are read when a name is first looked up in it. */
export class LazyScope implements Scope {
  readonly parent: LazyScope | undefined;
  readonly kind: Scope['kind'];
  /** What is bound so far. */
  readonly own = new Map<string, Binding[]>();
  pending: (() => void) | undefined;

  constructor(parent: LazyScope | undefined, kind: Scope['kind']) {
    this.parent = parent;
    this.kind = kind;
  }

  get bindings(): Map<string, Binding[]> {
    const read = this.pending;
    this.pending = undefined;
    read?.();
    return this.own;
  }
}
