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
  RETENTION_EVENTS_DAYS: withDefault(integer(2, 3650), {
    about: 'Days that messages which were sent, and news of them, are remembered',
    example: '7',
    default: '30',
  }),
  RETENTION_SESSIONS_DAYS: withDefault(integer(1, 3650), {
    about: 'Days that a form or a talk which nobody goes on with is kept',
    example: '14',
    default: '60',
  }),
  RETENTION_ROWS_DAYS: withDefault(integer(30, 36_500), {
    about: 'Days that the words of an ended order, and what is known of a file, are kept',
    example: '365',
    default: '730',
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
