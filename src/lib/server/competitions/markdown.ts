import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeSlug from 'rehype-slug';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/**
 * Raw HTML in the Markdown is dropped, not passed through, and what is left is sanitised. Ids of
 * headings are given after that, with a prefix, so that none can shadow a name of the page's code.
 */
const pipeline = unified()
	.use(remarkParse)
	.use(remarkGfm)
	.use(remarkRehype)
	.use(rehypeSanitize, {
		...defaultSchema,
		protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] },
	})
	.use(rehypeSlug, { prefix: 'section-' })
	.use(rehypeStringify)
	.freeze();

const rendered = new Map<string, string>();
const KEPT = 200;

/** Organiser's Markdown as HTML that is safe to put into a page. */
export function renderMarkdown(markdown: string): string {
	const known = rendered.get(markdown);
	if (known !== undefined) return known;
	const html = String(pipeline.processSync(markdown));
	if (rendered.size >= KEPT) rendered.delete(rendered.keys().next().value!);
	rendered.set(markdown, html);
	return html;
}
