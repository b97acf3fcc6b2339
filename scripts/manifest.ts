/** The part of a custom elements manifest that our tools read (https://github.com/webcomponents/custom-elements-manifest). */
export interface Manifest {
  modules: ManifestModule[];
}

export interface ManifestModule {
  path: string;
  declarations: ElementDeclaration[];
  exports: { kind: string; name?: string; declaration: { name: string; module?: string } }[];
}

export interface ElementDeclaration {
  kind: string;
  name: string;
  tagName?: string;
  customElement?: boolean;
  description?: string;
  members?: Member[];
  attributes?: (Documented & { fieldName?: string })[];
  events?: Documented[];
  slots?: Documented[];
  cssParts?: Documented[];
  cssProperties?: Documented[];
  cssStates?: Documented[];
}

export interface Documented {
  name: string;
  description?: string;
  type?: { text: string };
  default?: string;
  inheritedFrom?: { name: string; module?: string };
}

export interface Member extends Documented {
  kind: string;
  privacy?: string;
  static?: boolean;
  readonly?: boolean;
  attribute?: string;
}
