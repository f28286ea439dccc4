import styles from "../styles/charts.scss?url";

/** What a route with charts, blanks or tables of figures gives as its `links`: their stylesheet, which no other page carries. */
export const chartLinks = () => [{ rel: "stylesheet", href: styles }];
