import type { Span } from '../code/expression.ts';
import type { IacExpr } from './expression.ts';

/** One template file, or one folder of Terraform files: what it declares, not yet evaluated. */
export interface Template {
  readonly language: 'bicep' | 'arm' | 'terraform';
  readonly parameters: ReadonlyMap<string, IacExpr | undefined>;
  /** Type constraints of Terraform's variables, which hold the defaults of optional attributes. */
  readonly types?: ReadonlyMap<string, IacExpr>;
  readonly variables: ReadonlyMap<string, IacExpr>;
  /** Where variables and locals are declared, as a Terraform module has several files; else it is this one. */
  readonly declaredAt?: ReadonlyMap<string, readonly Declared[]>;
  readonly resources: readonly Resource[];
  readonly modules: readonly Module[];
  /** Expressions that stand outside of resources and modules: outputs, variables, data sources. */
  readonly loose: readonly Loose[];
  /** Declarations that could not be read: one-based line, ARM type in lower case, and name in the template. */
  readonly unread: readonly {
    readonly line: number;
    readonly type: string;
    readonly symbol: string;
  }[];
}

export interface Declared {
  readonly file: string;
  readonly lines: readonly [first: number, last: number];
}

export interface Loose {
  readonly file: string;
  readonly value: IacExpr;
}

export interface Resource {
  /** The file that declares it. */
  readonly file: string;
  /** ARM type in lower case without its version, or Terraform type. */
  readonly type: string;
  /** The name by which the template refers to it. */
  readonly symbol: string;
  readonly existing: boolean;
  /** The object with `name`, `properties` and the like; for Terraform its attributes. */
  readonly body: IacExpr;
  /** Deployed only if this is true. */
  readonly condition?: IacExpr;
  readonly span: Span;
}

export interface Module {
  readonly file: string;
  readonly symbol: string;
  /** Path, registry or `source` as written. */
  readonly source: string;
  /** The object of its parameters. */
  readonly args: IacExpr;
  readonly condition?: IacExpr;
  /** A template inside of the template, as ARM JSON has them. */
  readonly template?: Template;
  readonly span: Span;
}

export const ACCOUNT = 'microsoft.cognitiveservices/accounts';
