/** Does an organiser's page begin with a heading of its own? Then ours would only repeat it. */
export const hasTitle = (html: string | null): boolean => /^\s*<h[1-3][\s>]/.test(html ?? '');
