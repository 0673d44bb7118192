export interface Words {
  readonly ru: string;
  readonly en: string;
}

export const both = (text: string): Words => ({ ru: text, en: text });
