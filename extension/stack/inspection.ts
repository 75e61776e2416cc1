export interface Inspection {
  close(): Promise<void>;
}
