export const API = '/api/v1';

/** Where a competition is. */
export const at = (slug: string) => `${API}/competitions/${encodeURIComponent(slug)}`;
