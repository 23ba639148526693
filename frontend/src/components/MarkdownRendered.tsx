import { Typography } from "@mantine/core";
import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

const PLUGINS = [remarkGfm];

/** Pictures from elsewhere would tell others what is being read, and the content policy refuses them: links instead. */
const ELEMENTS: Components = {
  a: ({ href = "", children }) => <Outside href={href}>{children}</Outside>,
  img: ({ alt, src }) => <Outside href={typeof src === "string" ? src : ""}>{alt || "Picture"}</Outside>,
};

export default function MarkdownRendered({ children }: { children: string }) {
  return (
    <Typography>
      <ReactMarkdown remarkPlugins={PLUGINS} components={ELEMENTS}>
        {children}
      </ReactMarkdown>
    </Typography>
  );
}

function Outside({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener nofollow">
      {children}
    </a>
  );
}
