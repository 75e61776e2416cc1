import type { TableColumn } from "../drawing/blocks.ts";

export const left = (label: string): TableColumn => ({ label, align: "left" });
export const right = (label: string): TableColumn => ({ label, align: "right" });
export const signed = (label: string): TableColumn => ({ label, align: "left", signs: true });
export const prose = (label: string): TableColumn => ({ label, align: "left", prose: true });
