import { useQuery } from '@tanstack/react-query';
import { http, setCsrfToken } from '../api/http';
import { Problem } from '../api/problem';
import type { Me } from '../api/types';
import { keys } from '../cache/keys';
import { currentLocale, setLocale } from '../i18n';

async function fetchMe(): Promise<Me | null> {
  try {
    const me = await http('auth.me', {});
    setCsrfToken(me.csrf_token);
    if (me.person.locale !== currentLocale()) await setLocale(me.person.locale);
    return me;
  } catch (error) {
    if (error instanceof Problem && error.code === 'auth.required') return null;
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export function useMe() {
  return useQuery({ queryKey: keys.me, queryFn: fetchMe });
}
