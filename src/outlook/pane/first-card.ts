let drawn = (): void => undefined;

/** Settled once the first answer is on the screen. Menus and their popovers are fetched after it: before, they would only compete with the card. */
export const firstCard = new Promise<void>((done) => {
  drawn = done;
  // A server that never answers must not take the menu away.
  setTimeout(done, 2_000);
});

export const noteFirstCard = (): void => drawn();
