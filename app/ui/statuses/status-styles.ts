import styles from "../../styles/status.scss?url";
import writing from "../../styles/status-writing.scss?url";

/** The `links` of a page that shows a status, or the ten points over time: its stylesheet, which no other page carries. */
export const statusLinks = () => [{ rel: "stylesheet", href: styles }];

/** The `links` of a page on which a status is written: the same, and the stylesheet of the form. */
export const statusWritingLinks = () => [...statusLinks(), { rel: "stylesheet", href: writing }];
