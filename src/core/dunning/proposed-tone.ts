import type { Proposal, Tone } from './types';

/** The tone that a letter has unless the clerk chooses another; always one of its stage. null: the stage has none (a call). */
export const proposedTone = ({ stage, tone }: Pick<Proposal, 'stage' | 'tone'>): Tone | null => (tone !== undefined && stage.tones.includes(tone) ? tone : (stage.tones[0] ?? null));
