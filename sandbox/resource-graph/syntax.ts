export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'in';
      readonly operator: string;
      readonly left: Expression;
      readonly list: readonly Expression[];
    };

export interface Named {
  readonly name: string;
  readonly value: Expression;
}

export type Operator =
  | { readonly kind: 'where'; readonly condition: Expression }
  | { readonly kind: 'extend' | 'project'; readonly columns: readonly Named[] }
  | { readonly kind: 'project-away' | 'distinct'; readonly columns: readonly string[] }
  | {
      readonly kind: 'order';
      readonly keys: readonly { readonly by: Expression; readonly descending: boolean }[];
    }
  | { readonly kind: 'limit'; readonly count: number }
  | { readonly kind: 'count' }
  | { readonly kind: 'summarize-count'; readonly name: string; readonly by: readonly Named[] };

export interface Query {
  readonly table: string;
  readonly operators: readonly Operator[];
}
