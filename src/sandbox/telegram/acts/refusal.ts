/** Something a person cannot do in the app; told to the one who tried, never to a bot. */
export class ActRefused extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'ActRefused';
  }
}
