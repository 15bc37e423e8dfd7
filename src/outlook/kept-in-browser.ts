/** A choice of the screen, no customer's data. null: none was made, or it cannot be kept here. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch (error) {
    // Storage is closed to third-party frames in some browsers; then the choice lasts as long as the pane.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** @param value null: forget it. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
