let drawn = (): void => undefined;

/** Settled once the first answer is on the screen. Menus and their popovers are fetched after it: before, they would only compete with the card. */
export const firstCard = new Promise<void>((done) => {
  drawn = done;
});

export const noteFirstCard = (): void => drawn();
