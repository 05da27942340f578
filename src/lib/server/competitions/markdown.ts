import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeSlug from 'rehype-slug';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

interface HtmlNode {
	tagName?: string;
	properties?: Record<string, unknown>;
	children?: HtmlNode[];
}

/** Long lines of code scroll sideways; a keyboard has to reach what scrolls (WCAG 2.1.1). */
function focusCode(node: HtmlNode): void {
	if (node.tagName === 'pre') node.properties = { ...node.properties, tabIndex: 0 };
	node.children?.forEach(focusCode);
}

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
	.use(() => focusCode as (tree: unknown) => void)
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
