/** Names of files by what they have in common. */
export class NamesBy {
  private readonly names = new Map<string, Set<string>>();

  /** In the order of their names, whatever the order in which they came. */
  of(key: string): readonly string[] {
    return [...(this.names.get(key) ?? [])].sort();
  }

  add(key: string, name: string): void {
    const names = this.names.get(key);
    if (names === undefined) this.names.set(key, new Set([name]));
    else names.add(name);
  }

  remove(key: string, name: string): void {
    const names = this.names.get(key);
    names?.delete(name);
    if (names?.size === 0) this.names.delete(key);
  }
}
