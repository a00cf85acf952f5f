import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { http } from '../api/http';
import { keys } from '../cache/keys';
import { AuthPage } from './auth-page';
import { NewcomerForm, type Newcomer } from './newcomer-form';

export default function SignUp() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const signUp = async (who: Newcomer) => {
    await http('auth.sign_up', who);
    await cache.refetchQueries({ queryKey: keys.me });
  };
  const other = { question: t('auth.haveAccount'), label: t('auth.signIn'), href: '/sign-in' };
  return (
    <AuthPage title={t('auth.signUpTitle')} text={t('auth.signUpText')} other={other}>
      <NewcomerForm action={t('auth.signUp')} autoFocus onReady={signUp} />
    </AuthPage>
  );
}
