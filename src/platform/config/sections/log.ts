import { z } from 'zod';
import { flag, integer, listOf, matching, oneOf, text, withDefault } from '../setting.ts';

const levels = [
  'trace',
  'debug',
  'info',
  'warn',
  'warning',
  'error',
  'critical',
  'fatal',
  'silent',
] as const;
const fileOrFlag = z.union([flag, text]);

export const log = {
  RETENTION_FILES_DAYS: withDefault(integer(1, 3650), {
    about: 'Days that inputs and results stay on disk',
    example: '60',
    default: '30',
  }),
  RETENTION_LOG_DAYS: withDefault(integer(1, 3650), {
    about: 'Days that log files are kept',
    example: '30',
    default: '14',
  }),
  LOG_LEVEL: withDefault(oneOf(levels), {
    about: 'trace, debug, info, warn, error, fatal or silent',
    example: 'warn',
    default: 'info',
  }),
  LOG_TO_FILE: withDefault(fileOrFlag, {
    about:
      'Also write to a file: true for DATA_DIR/logs/jackdraw.log, or a path; a new file each day and each 20 MB',
    example: 'true',
    default: 'false',
  }),
  SENSITIVE_DATA: withDefault(listOf(matching(/^[\w-]{2,64}$/, 'must list names of fields')), {
    about: 'More names of fields to mask in logs',
    example: 'email,phone',
    default: '',
  }),
};
