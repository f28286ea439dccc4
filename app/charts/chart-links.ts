import styles from "../styles/charts.scss?url";

/** The `links` of a route with charts, blanks or tables of figures: their stylesheet, which no other page carries. */
export const chartLinks = () => [{ rel: "stylesheet", href: styles }];
