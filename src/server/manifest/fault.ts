/** What a manifest does wrong: where and what, in one line. */
export interface ManifestFault {
  readonly rule: 'well-formed' | 'order' | 'enum' | 'format' | 'resid' | 'https' | 'icon-size' | 'unique-id' | 'length' | 'locale' | 'required' | 'function' | 'nesting' | 'shared-folders';
  readonly detail: string;
}
export type Report = (rule: ManifestFault['rule'], detail: string) => void;

/** The files behind the addresses of a manifest. */
export interface ManifestFiles {
  /** Width and height of the PNG that an address stands for; null: there is no such PNG. */
  iconSize(url: string): { readonly width: number; readonly height: number } | null;
  /** Names that the scripts of the page behind an address associate with functions; null: no such page, or one without office.js before its own script. */
  functions(url: string): readonly string[] | null;
}
