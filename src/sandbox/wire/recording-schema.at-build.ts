/** The format of a wire recording as a JSON schema, which the browser checks files against. */
import { z } from 'zod';
import type { JsonSchema } from './json-schema.ts';
import { wireRecording } from './recording-schema.ts';

export const recordingSchema = z.toJSONSchema(wireRecording) as JsonSchema;
