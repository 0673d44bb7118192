import { downloadLimitBytes } from '#sandbox/telegram/media';
import type { FileRecord } from '#sandbox/telegram/world';
import { type ApiCall, type ApiGroup, badRequest } from './call.ts';
import { requiredText } from './params.ts';

function getFile(
  call: ApiCall,
): Pick<FileRecord, 'file_id' | 'file_unique_id' | 'file_size' | 'file_path'> {
  const file = call.world.files.find(requiredText(call, 'file_id').trim());
  if (file === undefined) throw badRequest('invalid file_id');
  if (file.bot_id !== call.bot.id) {
    throw badRequest('wrong file_id or the file is temporarily unavailable');
  }
  if (file.file_size > downloadLimitBytes) throw badRequest('file is too big');
  call.world.files.renewLink(file);
  const { file_id, file_unique_id, file_size, file_path } = file;
  return { file_id, file_unique_id, file_size, file_path };
}

export const fileMethods: ApiGroup = { getFile };
