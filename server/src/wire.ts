export interface Poll {
  id: string; question: string; description?: string;
  options: { id: string; title: string; votes_count: number | null }[];
  kind: 'single' | 'multiple' | 'rating'; min_choices: number; max_choices: number;
  opens_at: string | null; expires_at: string | null; expired: boolean; results: 'after-vote' | 'always' | 'after-close' | 'never';
  votes_count: number | null; voters_count: number | null; voted: boolean; own_votes: string[]; allow_change: boolean;
}
