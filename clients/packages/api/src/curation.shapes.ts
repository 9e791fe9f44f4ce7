import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Collection = Schemas["CollectionBody"];
export type CollectionWish = Schemas["CollectionInput"];
export type CollectionItem = Schemas["ItemBody"];
export type SmartQuery = Schemas["SmartQuery"];
export type HomeLayout = Schemas["HomeLayoutBody"];
export type HomeLayoutWish = Schemas["HomeLayoutInput"];
export type LayoutRow = Schemas["LayoutRow"];
export type RowKind = Schemas["RowKind"];
export type ViewerToBe = Schemas["ViewerToBe"];
export type HomePreview = Schemas["HomeBody"];
