import styles from "../../styles/overview.scss?url";

/** The `links` of a page with the country's picture: its stylesheet, which no other page carries. */
export const overviewLinks = () => [{ rel: "stylesheet", href: styles }];
